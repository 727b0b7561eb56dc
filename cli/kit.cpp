#include "kit.hpp"

#include <cstdlib>

#include "failure.hpp"

namespace lab {

kit kit::find() {
    const char* told = std::getenv("RINGLAB_ROOT");
    kit found{told && *told ? told : LAB_SOURCE_DIR, {}};
    if (!std::filesystem::exists(found.root / "exercises/lab.toml"))
        throw environment_error("this is no ringlab kit: " + found.root.string() +
                                " has no exercises/lab.toml. Run ./lab from the kit's folder.");
    found.root = std::filesystem::canonical(found.root);
    found.work = found.root / "work";
    return found;
}

std::string kit::shown(const std::filesystem::path& path) const {
    std::error_code ignored;
    const auto near =
        std::filesystem::relative(path, std::filesystem::current_path(ignored), ignored).string();
    return near.empty() || near.size() > path.string().size() || near.starts_with("../../") ? path.string()
                                                                                            : near;
}

std::string preset_for(std::string_view preset, implementation impl) {
    return std::string(preset) + (impl == implementation::mine ? "-mine" : "");
}

}  // namespace lab
