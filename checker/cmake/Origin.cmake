# Origin.cmake: LINGER_REPOSITORY (an https address; empty: unknown) and LINGER_REVISION (a commit or tag of it). Both may be given.
set(LINGER_REPOSITORY "" CACHE STRING "https address linger is published at; empty: that of this checkout's origin")
set(LINGER_REVISION "" CACHE STRING "commit or tag there; empty: this checkout's commit, else the version's tag")

function(linger_git result)
    execute_process(COMMAND git -C "${PROJECT_SOURCE_DIR}" ${ARGN} OUTPUT_VARIABLE answer ERROR_QUIET
                    OUTPUT_STRIP_TRAILING_WHITESPACE RESULT_VARIABLE status)
    if(NOT status EQUAL 0)
        set(answer "")
    endif()
    set(${result} "${answer}" PARENT_SCOPE)
endfunction()

if(NOT LINGER_REPOSITORY AND EXISTS "${PROJECT_SOURCE_DIR}/.git")
    linger_git(origin config --get remote.origin.url)
    # https://user:token@host/path, ssh://git@host:22/path, git@host:path; nothing of the user gets in.
    if(origin MATCHES "^(https?://|ssh://)([^/@]*@)?([A-Za-z0-9.-]+)(:[0-9]+)?/([A-Za-z0-9._/-]+)$")
        set(LINGER_REPOSITORY "https://${CMAKE_MATCH_3}/${CMAKE_MATCH_5}")
    elseif(origin MATCHES "^[A-Za-z0-9._-]+@([A-Za-z0-9.-]+):([A-Za-z0-9._/-]+)$")
        set(LINGER_REPOSITORY "https://${CMAKE_MATCH_1}/${CMAKE_MATCH_2}")
    endif()
    string(REGEX REPLACE "(\\.git/?|/)$" "" LINGER_REPOSITORY "${LINGER_REPOSITORY}")
    if(LINGER_REPOSITORY AND NOT LINGER_REVISION)
        linger_git(LINGER_REVISION rev-parse HEAD)
    endif()
endif()
if(NOT LINGER_REVISION)
    set(LINGER_REVISION "v${PROJECT_VERSION}")
endif()
