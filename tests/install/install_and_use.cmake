# Installs into an empty folder, builds consumer/ against it, runs the result and the program.
set(prefix ${WORK_DIR}/prefix)
set(consumer_build ${WORK_DIR}/consumer)
file(REMOVE_RECURSE ${prefix} ${consumer_build})

macro(run)
  execute_process(COMMAND ${ARGN} COMMAND_ERROR_IS_FATAL ANY OUTPUT_VARIABLE output)
endmacro()

run(${CMAKE_COMMAND} --install ${BUILD_DIR} --prefix ${prefix})
run(${CMAKE_COMMAND} -S ${CONSUMER_DIR} -B ${consumer_build} -G Ninja
  -D CMAKE_PREFIX_PATH=${prefix} -D CMAKE_CXX_COMPILER=${COMPILER})
run(${CMAKE_COMMAND} --build ${consumer_build})
run(${consumer_build}/consumer)
if(NOT output MATCHES "unknown-element")
  message(FATAL_ERROR "the consumer printed: ${output}")
endif()
run(${prefix}/bin/ecac --version)
if(NOT output MATCHES "${VERSION}")
  message(FATAL_ERROR "the installed program printed: ${output}")
endif()
