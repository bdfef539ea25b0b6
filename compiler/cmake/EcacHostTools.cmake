# The programs of the build run on this machine, whatever it builds for. A cross build takes them from a native build:
# of its own, in the folder `host_tools`, or one that is there already.
set(ECAC_HOST_TOOLS "" CACHE PATH "Folder of a native build of the same source, for a cross build to take its tools from")

if(CMAKE_CROSSCOMPILING)
  set(tools ecac_generate_tables ecac_pack_schemas ecac_render_sarif_rules)
  set(tools_folder ${ECAC_HOST_TOOLS})
  if(NOT ECAC_HOST_TOOLS)
    set(tools_folder ${PROJECT_BINARY_DIR}/host_tools)
    list(TRANSFORM tools PREPEND ${tools_folder}/ OUTPUT_VARIABLE programs)
    include(ExternalProject)
    # They run once: most of their time is that of the compiler.
    ExternalProject_Add(ecac_host_tools
      SOURCE_DIR ${PROJECT_SOURCE_DIR}
      BINARY_DIR ${tools_folder}
      PREFIX ${tools_folder}/external
      CMAKE_ARGS --log-level=WARNING -DECAC_PURE_ONLY=ON -DCMAKE_UNITY_BUILD=ON -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS_RELEASE=-O0
      BUILD_COMMAND ${CMAKE_COMMAND} --build <BINARY_DIR> --target ${tools}
      BUILD_ALWAYS ON
      BUILD_BYPRODUCTS ${programs}
      INSTALL_COMMAND "")
  endif()
  foreach(tool IN LISTS tools)
    add_executable(${tool} IMPORTED)
    set_target_properties(${tool} PROPERTIES IMPORTED_LOCATION ${tools_folder}/${tool})
    if(TARGET ecac_host_tools)
      add_dependencies(${tool} ecac_host_tools)
    endif()
  endforeach()
endif()
