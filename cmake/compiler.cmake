# SPDX-License-Identifier: EUPL-1.2
# What every target is compiled with: the language, the warnings, the hardening and the sanitizers.

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 14)
  message(FATAL_ERROR
    "GCC ${CMAKE_CXX_COMPILER_VERSION} is refused: before version 14 it destroys temporaries in co_await "
    "expressions twice, without a warning, and the program then frees memory it no longer owns. Use clang-19 "
    "(Debian 12: apt install clang-19, then CXX=clang++-19) or GCC 14 or newer. ./dev build chooses by itself.")
endif()
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 17)
  message(FATAL_ERROR "clang ${CMAKE_CXX_COMPILER_VERSION} is too old: 17 is the oldest this project is built with.")
endif()

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(MELDMAAT_CCACHE ccache)
if(MELDMAAT_CCACHE)
  # The base directory makes a hit in one build folder a hit in every other one; ccache asks for the sloppiness before
  # it takes files that use a precompiled header.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${MELDMAAT_CCACHE})
endif()

set(MELDMAAT_SANITIZE "" CACHE STRING "address, thread or nothing")
option(MELDMAAT_COVERAGE "Count which lines run" OFF)
option(MELDMAAT_FUZZ "Build tests/fuzz with libFuzzer (clang)" OFF)

add_library(meldmaat_compiler INTERFACE)
target_compile_options(meldmaat_compiler INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wnon-virtual-dtor -Wold-style-cast
  -Woverloaded-virtual -Wcast-align -Wformat=2 -Wimplicit-fallthrough -Werror
  -fstack-protector-strong)
target_compile_definitions(meldmaat_compiler INTERFACE _GLIBCXX_ASSERTIONS)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64")
  target_compile_options(meldmaat_compiler INTERFACE -fcf-protection -fstack-clash-protection)
endif()
target_link_options(meldmaat_compiler INTERFACE -Wl,-z,relro -Wl,-z,now)

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC reports these three on sound code of the standard library, Boost.Beast and Boost.Asio.
  target_compile_options(meldmaat_compiler INTERFACE -Wno-restrict -Wno-null-dereference -Wno-tsan)
endif()

if(MELDMAAT_FUZZ)
  target_compile_options(meldmaat_compiler INTERFACE
    -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(meldmaat_compiler INTERFACE -fsanitize=address,undefined)
elseif(MELDMAAT_SANITIZE STREQUAL "address")
  target_compile_options(meldmaat_compiler INTERFACE
    -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(meldmaat_compiler INTERFACE -fsanitize=address,undefined)
elseif(MELDMAAT_SANITIZE STREQUAL "thread")
  target_compile_options(meldmaat_compiler INTERFACE -fsanitize=thread -fno-omit-frame-pointer)
  target_link_options(meldmaat_compiler INTERFACE -fsanitize=thread)
else()
  # The sanitizers bring their own checks of these calls; two at once report false faults.
  target_compile_definitions(meldmaat_compiler INTERFACE $<$<CONFIG:Release>:_FORTIFY_SOURCE=2>)
endif()

if(MELDMAAT_SANITIZE)
  # File and line is all a report of a sanitizer shows; full debug information costs a fifth of the build.
  target_compile_options(meldmaat_compiler INTERFACE -g1)
  # Files are compiled together (together.cmake): what one calls a name is no shadow over another's.
  target_compile_options(meldmaat_compiler INTERFACE -Wno-shadow)
endif()

if(MELDMAAT_COVERAGE)
  target_link_options(meldmaat_compiler INTERFACE -fprofile-instr-generate)
endif()

include(CheckPIESupported)
check_pie_supported(LANGUAGES CXX)

# Debian 12's clang finds lld or mold when they are there; the system linker works too, only slower.
find_program(MELDMAAT_MOLD mold)
if(MELDMAAT_MOLD AND CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  add_link_options(-fuse-ld=mold)
endif()
