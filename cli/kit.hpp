// kit.hpp -- where things are: the kit's root, the learner's folder, the build folders, and lab's own folder
// .lab/.
#pragma once
#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "manifest.hpp"
#include "screen.hpp"

namespace lab {

struct kit {
    std::filesystem::path root;
    std::filesystem::path work;  // the learner's files: work/NN_k_name/

    std::filesystem::path state() const { return root / ".lab"; }
    std::filesystem::path build(std::string_view preset) const { return root / "build" / preset; }
    std::filesystem::path program(std::string_view preset, std::string_view target) const {
        return build(preset) / "bin" / target;
    }
    // For people: relative to the folder they stand in if that is shorter.
    std::string shown(const std::filesystem::path& path) const;

    // $RINGLAB_ROOT (the front door sets it), else the folder lab was built from.
    static kit find();
};

// What every command gets.
struct context {
    kit where;
    screen show;
    std::optional<std::chrono::milliseconds> timeout;  // --timeout: replaces each program's own limit

    manifest read() const { return read_manifest(where.root); }
};

enum class implementation { reference, mine };  // --impl ref|mine

// "dev" or "dev-mine".
std::string preset_for(std::string_view preset, implementation impl);

}  // namespace lab
