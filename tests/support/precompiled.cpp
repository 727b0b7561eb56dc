// precompiled.cpp -- empty: CMake writes a target's precompiled header only for a target with a source that uses it, and
// main.cpp cannot (it must see Catch2 with its own macro set).
