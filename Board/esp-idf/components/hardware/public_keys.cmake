# Writes the files of `keys`, a list, as a C table that board_keys.c reads, and adds it to `target`.
# A zero follows each key: mbedtls takes PEM as a C string.
function(sleeve_embed_public_keys target keys)
  set(arrays "")
  set(rows "")
  set(number 0)
  foreach(key IN LISTS keys)
    get_filename_component(path "${key}" ABSOLUTE BASE_DIR "${CMAKE_SOURCE_DIR}")
    if(NOT EXISTS "${path}")
      message(FATAL_ERROR "CONFIG_SLEEVE_PUBLIC_KEYS: no file ${path}")
    endif()
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${path}")
    file(READ "${path}" hex HEX)
    string(REGEX REPLACE "(..)" "0x\\1," bytes "${hex}")
    string(APPEND arrays "static const uint8_t key_${number}[] = {${bytes}0x00};\n")
    string(APPEND rows "    {key_${number}, sizeof key_${number} - 1},\n")
    math(EXPR number "${number} + 1")
  endforeach()
  set(file "${CMAKE_CURRENT_BINARY_DIR}/public_keys.c")
  # A row of zeros keeps the table from being empty; the count leaves it out.
  file(CONFIGURE OUTPUT "${file}" @ONLY CONTENT
"#include \"board_keys.h\"

@arrays@
const board_key_file board_key_files[] = {
@rows@    {0, 0},
};
const size_t board_key_file_count = @number@;
")
  target_sources(${target} PRIVATE "${file}")
endfunction()
