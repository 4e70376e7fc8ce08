# package.cmake: what `cmake --install` leaves is complete and works from there; where dpkg is, so is the .deb, which must want clang's
# own headers. -DBUILD, -DPREFIX: a folder that is emptied.
cmake_minimum_required(VERSION 3.25)

function(must what)
    execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE problems
                    WORKING_DIRECTORY "${PREFIX}")
    if(NOT status EQUAL 0)
        message(FATAL_ERROR "${what}: status ${status}\n${output}${problems}")
    endif()
    set(output "${output}" PARENT_SCOPE)
endfunction()

function(must_contain what text pattern)
    if(NOT text MATCHES "${pattern}")
        message(FATAL_ERROR "${what}: expected '${pattern}' in it:\n${text}")
    endif()
endfunction()

file(REMOVE_RECURSE "${PREFIX}")
file(MAKE_DIRECTORY "${PREFIX}")
must("install" ${CMAKE_COMMAND} --install "${BUILD}" --prefix "${PREFIX}/usr")
foreach(page IN ITEMS share/man/man1/linger.1 share/bash-completion/completions/linger share/zsh/site-functions/_linger
        share/fish/vendor_completions.d/linger.fish)
    file(READ "${PREFIX}/usr/${page}" text)
    must_contain("${page}" "${text}" "min.*confidence")
endforeach()
must("the installed program" "${PREFIX}/usr/bin/linger" explain owning-cycle)
must_contain("explain" "${output}" "owning-cycle")

find_program(dpkg dpkg-deb)
find_program(shlibdeps dpkg-shlibdeps)
if(dpkg AND shlibdeps)
    get_filename_component(bin "${CMAKE_COMMAND}" DIRECTORY)
    must("cpack" "${bin}/cpack" -G DEB --config "${BUILD}/CPackConfig.cmake" -B "${PREFIX}/deb")
    file(GLOB package "${PREFIX}/deb/linger_*.deb")
    must("the .deb" ${dpkg} -f ${package} Depends)
    must_contain("what the .deb depends on" "${output}" "libclang-common-[0-9]+-dev")
    must_contain("what the .deb depends on" "${output}" "libclang1-[0-9]+")
    must("its contents" ${dpkg} -x ${package} "${PREFIX}/unpacked")
    must("the packaged program" "${PREFIX}/unpacked/usr/bin/linger" version)
endif()
