# Embed.cmake: linger_embed(TARGET NAME FILES...) turns files into one generated C file:
#   const struct embedded_file NAME[] = {{"relative/path", bytes, size}, ..., {NULL}}; see base/embed.h.
# Pure CMake, so that a build needs neither Python nor xxd.
function(linger_embed target name root)
    set(output "${CMAKE_CURRENT_BINARY_DIR}/embed_${name}.c")
    add_custom_command(OUTPUT "${output}"
        COMMAND ${CMAKE_COMMAND} "-DOUTPUT=${output}" "-DNAME=${name}" "-DROOT=${root}" "-DFILES=${ARGN}"
                -P "${PROJECT_SOURCE_DIR}/checker/cmake/EmbedRun.cmake"
        DEPENDS ${ARGN} "${PROJECT_SOURCE_DIR}/checker/cmake/EmbedRun.cmake" VERBATIM)
    target_sources(${target} PRIVATE "${output}")
endfunction()
