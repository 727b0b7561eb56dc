// precompiled.cpp -- empty: CMake writes a target's precompiled header only for a target with a source that uses it.
