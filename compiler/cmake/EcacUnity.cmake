# In unity builds each folder is one translation unit: names in unnamed namespaces need to be unique
# only among neighbours, and a new file elsewhere never changes who the neighbours are.
# With ECAC_UNITY_OF_PARTS it is each part of the compiler with all its folders: half the time for who builds
# everything once, and more to build again after a change.
option(ECAC_UNITY_OF_PARTS "In unity builds, one translation unit for each folder directly below compiler/" OFF)

function(ecac_unity_by_folder target)
  set_target_properties(${target} PROPERTIES UNITY_BUILD_MODE GROUP)
  get_target_property(sources ${target} SOURCES)
  list(FILTER sources EXCLUDE REGEX "^\\$<")
  foreach(source IN LISTS sources)
    cmake_path(IS_PREFIX PROJECT_BINARY_DIR ${source} NORMALIZE is_generated)
    if(NOT is_generated)
      cmake_path(GET source PARENT_PATH folder)
      cmake_path(RELATIVE_PATH folder BASE_DIRECTORY ${PROJECT_SOURCE_DIR})
      if(ECAC_UNITY_OF_PARTS)
        string(REGEX REPLACE "^(compiler/[^/]+|tests/unit/[^/]+|tests/[^u/][^/]*)/.*" "\\1" folder ${folder})
      endif()
      string(MAKE_C_IDENTIFIER ${folder} group)
      set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${group})
    endif()
  endforeach()
endfunction()
