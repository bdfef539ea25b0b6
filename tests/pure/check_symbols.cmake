# Fails if LIBRARY, a static library, needs files, processes, threads, a clock, the environment, dlopen,
# OpenSSL or git. LOCKS: it may wait for others, by mutexes, though it starts nobody.
set(forbidden
  "f?open(64|at|at64)?" "freopen(64)?" "fdopen" "creat" "mkstemp" "opendir" "readdir(64)?" "f?stat(64)?"
  "statx" "realpath" "unlink" "rename" "mkdir" "dl(open|sym|close|error)" "fork" "vfork" "exec[lv]p?e?"
  "system" "popen" "posix_spawnp?" "socket" "connect" "(secure_)?getenv" "setenv" "(clock_)?gettime(ofday)?"
  "time" "(local|gm)time(_r)?" "mmap(64)?" "signal" "sigaction" "_exit" "std::filesystem::.*"
  "std::basic_(i|o|if|of|)f?stream.*" "std::c(in|out|err)" "std::basic_filebuf.*" "std::j?thread::.*"
  "std::condition_variable.*" "std::chrono::.*clock::now.*" "std::random_device.*"
  "pthread_(create|join|detach|cond_.*|kill|atfork)" "(X509|EVP|BIO|PEM|OPENSSL|SHA[0-9]+|d2i|i2d)_.*"
  "git_.*" "ssl.*")
if(NOT LOCKS)
  list(APPEND forbidden "pthread_.*" "std::mutex.*" "std::call_once.*" "__once_proxy" "syscall")
endif()

execute_process(COMMAND ${NM} --undefined-only --demangle ${LIBRARY}
  OUTPUT_VARIABLE listing COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL " [Uw] [^\n]+" symbols "${listing}")
list(LENGTH symbols count)
if(count LESS 50)
  message(FATAL_ERROR "${LIBRARY} has ${count} undefined symbols; it cannot have been read")
endif()
list(REMOVE_DUPLICATES symbols)
set(bad "")
foreach(symbol IN LISTS symbols)
  string(REGEX REPLACE "^ [Uw] " "" symbol "${symbol}")
  string(REGEX REPLACE "@.*$" "" symbol "${symbol}")
  foreach(pattern IN LISTS forbidden)
    if(symbol MATCHES "^(${pattern})$")
      string(APPEND bad "needs ${symbol}\n")
    endif()
  endforeach()
endforeach()
if(bad)
  message(FATAL_ERROR "${LIBRARY}\n${bad}")
endif()
