# Adds the core and its adapters, Board/port, to `target`, as `make firmware` has compiled them: objects
# where Swift has code for the chip, and C elsewhere, which a released source archive has in
# Board/wasm2c/generated. The component calls the core and is called by it, so both are in one library.
function(sleeve_add_core target root)
  idf_build_get_property(chip IDF_TARGET)
  idf_build_get_property(architecture IDF_TARGET_ARCH)
  if(architecture STREQUAL "xtensa")
    set(module "${root}/Board/wasm2c")
    set(generated "${module}/generated")
    if(NOT EXISTS "${generated}")
      set(generated "${root}/.build/wasm2c")
    endif()
    set(core "${generated}/sleeve_module.c")
    # Of the generated file a newer compiler may think what it likes.
    set_source_files_properties("${core}" PROPERTIES
      COMPILE_OPTIONS "-Wno-error;-Wno-unused-value;-Wno-unused-function")
    target_sources(${target} PRIVATE
      "${CMAKE_CURRENT_SOURCE_DIR}/board_trap.c" "${module}/module.c" "${module}/runtime.c")
    target_include_directories(${target} PRIVATE
      "${module}" "${generated}" "${root}/Firmware/Fonts/include")
    # As in wasm2c.mk. `_Nonnull` is Clang's.
    target_compile_definitions(${target} PRIVATE
      WASM_RT_USE_STACK_DEPTH_COUNT=0 WASM_RT_SKIP_SIGNAL_RECOVERY=1
      WASM_RT_MEMCHECK_SIGNAL_HANDLER=1 _Nonnull=)
  else()
    set(core "${root}/.build/core-${chip}/Firmware.o" "${root}/.build/core-${chip}/Port.o")
    set_source_files_properties(${core} PROPERTIES EXTERNAL_OBJECT TRUE)
  endif()
  foreach(file IN LISTS core)
    if(NOT EXISTS "${file}")
      message(FATAL_ERROR "no ${file}: please run make firmware BOARD=${chip}")
    endif()
  endforeach()
  target_sources(${target} PRIVATE ${core})
endfunction()
