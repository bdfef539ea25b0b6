# Writes what is installed beside the program and what it tells of itself: a manual page and completions. A script:
#   cmake -D PROGRAM=FILE [-D EMULATOR=COMMAND] -D VERSION=0.1.0 -D FOLDER=FOLDER -P write_program_texts.cmake
file(MAKE_DIRECTORY ${FOLDER})

function(ask output)
  execute_process(COMMAND ${EMULATOR} ${PROGRAM} ${ARGN} OUTPUT_VARIABLE text COMMAND_ERROR_IS_FATAL ANY)
  set(${output} "${text}" PARENT_SCOPE)
endfunction()

# Lines as they are, for a reader of manual pages.
function(as_roff text output)
  string(REPLACE "\\" "\\e" text "${text}")
  string(REPLACE "-" "\\-" text "${text}")
  string(REPLACE "`" "\\(ga" text "${text}")
  # A line that begins with a dot or a quote would be a command.
  string(REGEX REPLACE "(^|\n)([.'])" "\\1\\\\&\\2" text "${text}")
  set(${output} "${text}" PARENT_SCOPE)
endfunction()

ask(bash completion bash)
ask(zsh completion zsh)
file(WRITE ${FOLDER}/ecac.bash "${bash}")
file(WRITE ${FOLDER}/_ecac "${zsh}")

ask(overview help)
string(REGEX MATCHALL "\n  [a-z]+  +[A-Z]" lines "${overview}")
list(TRANSFORM lines REPLACE "\n  ([a-z]+) .*" "\\1" OUTPUT_VARIABLE commands)
as_roff("${overview}" text)
string(CONCAT page
  ".TH ECAC 1 \"\" \"ecac ${VERSION}\" \"User Commands\"\n"
  ".SH NAME\necac \\- check and compile Salesforce External Client App metadata\n"
  ".SH SYNOPSIS\n.B ecac\n.I COMMAND\n.RI [ OPTIONS ]\n.RI [ ARGUMENTS ]\n"
  ".SH DESCRIPTION\n.nf\n${text}.fi\n")
foreach(command IN LISTS commands)
  ask(help help ${command})
  as_roff("${help}" text)
  string(TOUPPER ${command} heading)
  string(APPEND page ".SH ${heading}\n.nf\n${text}.fi\n")
endforeach()
string(APPEND page
  ".SH EXIT STATUS\n.nf\n"
  "0  nothing found\n1  findings\n2  the run itself failed\n.fi\n"
  ".SH ENVIRONMENT\n.nf\n"
  "NO_COLOR     set to anything: no colours\n"
  "FORCE_COLOR  set to anything but 0: colours also where there is no terminal\n"
  "ECAC_WATCH   poll: \\-\\-watch looks for changes itself\n.fi\n")
file(WRITE ${FOLDER}/ecac.1 "${page}")
find_program(GZIP gzip)
if(GZIP)
  execute_process(COMMAND ${GZIP} -9nf ${FOLDER}/ecac.1 COMMAND_ERROR_IS_FATAL ANY)
else()
  file(ARCHIVE_CREATE OUTPUT ${FOLDER}/ecac.1.gz PATHS ${FOLDER}/ecac.1 FORMAT raw COMPRESSION GZip)
endif()
