"""linger as an aspect: one facts file for each C or C++ source, one link for all.

    load("//tools/bazel:linger.bzl", "linger_check")
    linger_check(name = "lint", deps = ["//server"], linger = "//tools:linger")
"""

load("@bazel_tools//tools/cpp:toolchain_utils.bzl", "find_cpp_toolchain", "use_cpp_toolchain")
load("@bazel_tools//tools/build_defs/cc:action_names.bzl", "CPP_COMPILE_ACTION_NAME", "C_COMPILE_ACTION_NAME")

LingerFacts = provider("Facts of a target and of all it depends on.", fields = {"facts": "depset of files"})

_SOURCES = ("c", "cc", "cpp", "cxx", "C")

def _flags(ctx, toolchain, compilation, source):
    features = cc_common.configure_features(ctx = ctx, cc_toolchain = toolchain)
    copts = getattr(ctx.rule.attr, "copts", [])
    is_c = source.extension == "c"
    variables = cc_common.create_compile_variables(
        feature_configuration = features,
        cc_toolchain = toolchain,
        source_file = source.path,
        user_compile_flags = (ctx.fragments.cpp.conlyopts if is_c else ctx.fragments.cpp.cxxopts) + ctx.fragments.cpp.copts + copts,
        include_directories = compilation.includes,
        quote_include_directories = compilation.quote_includes,
        system_include_directories = compilation.system_includes,
        preprocessor_defines = depset(transitive = [compilation.defines, compilation.local_defines]),
    )
    return cc_common.get_memory_inefficient_command_line(
        feature_configuration = features,
        action_name = C_COMPILE_ACTION_NAME if is_c else CPP_COMPILE_ACTION_NAME,
        variables = variables,
    )

def _index(ctx, toolchain, compilation, source):
    facts = ctx.actions.declare_file("%s.%s.facts" % (ctx.label.name, source.short_path.replace("/", "_")))
    ctx.actions.run(
        executable = ctx.executable._linger,
        arguments = ["index", source.path, "-o", facts.path, "--root=.", "--allow-partial", "--"] +
                    _flags(ctx, toolchain, compilation, source),
        inputs = depset([source], transitive = [compilation.headers, toolchain.all_files]),
        outputs = [facts],
        mnemonic = "LingerIndex",
        progress_message = "linger index %s" % source.short_path,
    )
    return facts

def _aspect(target, ctx):
    before = [dep[LingerFacts].facts for dep in getattr(ctx.rule.attr, "deps", []) if LingerFacts in dep]
    own = []
    if CcInfo in target and hasattr(ctx.rule.files, "srcs"):
        toolchain = find_cpp_toolchain(ctx)
        own = [
            _index(ctx, toolchain, target[CcInfo].compilation_context, source)
            for source in ctx.rule.files.srcs
            if source.extension in _SOURCES
        ]
    return [LingerFacts(facts = depset(own, transitive = before))]

linger_aspect = aspect(
    implementation = _aspect,
    attr_aspects = ["deps"],
    attrs = {"_linger": attr.label(default = "//tools/bazel:linger", executable = True, cfg = "exec")},
    fragments = ["cpp"],
    toolchains = use_cpp_toolchain(),
)

def _check(ctx):
    facts = depset(transitive = [dep[LingerFacts].facts for dep in ctx.attr.deps])
    files = ctx.actions.args()
    files.set_param_file_format("multiline")
    files.use_param_file("@%s", use_always = True)
    files.add_all(facts)
    report = ctx.actions.declare_file(ctx.label.name + ".sarif")
    ctx.actions.run(
        executable = ctx.executable.linger,
        arguments = [
            "link",
            "--root=.",
            "--no-record",
            "--format=sarif:" + report.path,
            "--exit-zero",
            files,
        ],
        inputs = facts,
        outputs = [report],
        mnemonic = "LingerLink",
    )
    return [DefaultInfo(files = depset([report]))]

linger_check = rule(
    implementation = _check,
    attrs = {
        "deps": attr.label_list(aspects = [linger_aspect]),
        "linger": attr.label(default = "//tools/bazel:linger", executable = True, cfg = "exec"),
    },
)
