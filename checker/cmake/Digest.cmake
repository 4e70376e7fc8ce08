# Digest.cmake: linger_digest(TARGET NAME FILES...) turns files into one generated C file: const char NAME[] = "a digest of their contents";
# Run as a script (-P) it writes that file, at build time.
if(CMAKE_SCRIPT_MODE_FILE)
    set(all "")
    foreach(file IN LISTS FILES)
        file(SHA256 "${file}" one)
        string(APPEND all "${one}\n")
    endforeach()
    string(SHA256 digest "${all}")
    file(WRITE "${OUTPUT}" "#include \"base/embed.h\"\nconst char ${NAME}[] = \"${digest}\";\n")
    return()
endif()

function(linger_digest target name)
    set(output "${CMAKE_CURRENT_BINARY_DIR}/digest_${name}.c")
    set(script "${PROJECT_SOURCE_DIR}/checker/cmake/Digest.cmake")
    add_custom_command(OUTPUT "${output}" COMMAND ${CMAKE_COMMAND} "-DOUTPUT=${output}" "-DNAME=${name}" "-DFILES=${ARGN}" -P "${script}"
        DEPENDS ${ARGN} "${script}" VERBATIM)
    target_sources(${target} PRIVATE "${output}")
endfunction()
