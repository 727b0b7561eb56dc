// docs.cpp
#include <http_min/app/docs.hpp>
#include <http_min/app/docs_pages.hpp>
#include <http_min/app/request.hpp>
#include <http_min/app/response.hpp>
#include <rt/core/task.hpp>

namespace http_min {

namespace {

class document_operation final : public operation {
  public:
    document_operation(openapi_info info, const route_table& routes) : document_(std::move(info), routes) {}

  private:
    rt::task<> answer(const route&, request& in, response& out) const override {
        out.headers.set("content-type", "application/json");
        out.body = document_.text(in.root_path());
        co_return;
    }

    openapi_document document_;
};

class page_operation final : public operation {
  public:
    using maker = std::string (*)(const docs_page&);

    page_operation(maker make, std::string title, const std::string& openapi_url, const std::string& own_url)
        : make_(make), title_(std::move(title)), openapi_url_(openapi_url), own_url_(own_url) {}

  private:
    rt::task<> answer(const route&, request& in, response& out) const override {
        const std::string root_path(in.root_path());
        out.headers.set("content-type", "text/html; charset=utf-8");
        out.body = make_({title_, openapi_url_, own_url_, root_path});
        co_return;
    }

    maker make_;
    std::string title_;
    std::string openapi_url_;
    std::string own_url_;
};

class asset_operation final : public operation {
  public:
    explicit asset_operation(const docs_asset& asset) : asset_(asset) {}

  private:
    rt::task<> answer(const route&, request&, response& out) const override {
        out.headers.set("content-type", asset_.media_type);
        out.headers.set("content-encoding", "gzip");
        out.headers.set("cache-control", "public, max-age=86400");
        out.body = asset_.gzipped;
        co_return;
    }

    const docs_asset& asset_;
};

void add_asset(std::vector<docs_route>& all, const std::string& page_url, std::string_view name) {
    if (const docs_asset* asset = find_docs_asset(name))
        all.push_back({page_url + '/' + std::string(name), std::make_shared<asset_operation>(*asset)});
}

}  // namespace

std::vector<docs_route> docs_routes(openapi_info info, const docs_urls& at, const route_table& routes) {
    std::vector<docs_route> all;
    if (at.openapi.empty()) return all;
    const auto add_page = [&](page_operation::maker make, const std::string& url, const std::string& base) {
        all.push_back({url, std::make_shared<page_operation>(make, info.title, at.openapi, base)});
    };
    if (!at.docs.empty()) {
        add_page(&swagger_ui_page, at.docs, at.docs);
        add_page(&oauth2_redirect_page, at.docs + "/oauth2-redirect", at.docs);
        for (const char* name : {"swagger-ui-bundle.js", "swagger-ui.css", "oauth2-redirect.js"})
            add_asset(all, at.docs, name);
    }
    if (!at.redoc.empty()) {
        add_page(&redoc_page, at.redoc, at.redoc);
        add_asset(all, at.redoc, "redoc.standalone.js");
    }
    all.push_back({at.openapi, std::make_shared<document_operation>(std::move(info), routes)});
    return all;
}

}  // namespace http_min
