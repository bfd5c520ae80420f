using System.Collections.Immutable;
using AsyncSplit.Conformance.Harness;
using AsyncSplit.Fuzz.Trees;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace AsyncSplit.Fuzz.Running;

/// <summary>Compiles many programs at once, as the corpus' cases are compiled. Those that fail are found and left out.</summary>
internal sealed class BatchCompiler
{
    private static readonly SyntaxTree s_support = CaseCompiler.Parse(CorpusFiles.Read("FuzzSupport.cs"), "FuzzSupport.cs");

    // Batches run beside each other: each has a core to itself.
    private static readonly CSharpCompilationOptions s_options = CaseCompiler.Options.WithConcurrentBuild(false).WithOptimizationLevel(OptimizationLevel.Debug);

    // What is made from one compilation reads the references once.
    private static readonly CSharpCompilation s_empty = CSharpCompilation.Create("Fuzz", [.. CaseCompiler.SharedTrees, s_support], CaseReferences.All, s_options);

    // What could be null is a matter of warnings, and of a fifth of the time that emitting takes: the generator knows it, the code that is run needs it not.
    private static readonly CSharpParseOptions s_withoutNullableAnalysis = CaseCompiler.ParseOptions.WithFeatures([new("run-nullable-analysis", "never")]);

    private readonly List<ProgramVerdict> _rejected = [];
    private readonly Dictionary<string, (ProgramTree Program, SyntaxTree Tree)> _programs;

    private BatchCompiler(IEnumerable<ProgramTree> programs) =>
        _programs = programs.ToDictionary(program => program.Name, program => (program, CaseCompiler.Parse(program.ToString(), $"{program.Name}.cs")), StringComparer.Ordinal);

    public static Batch Compile(IReadOnlyList<ProgramTree> programs) => new BatchCompiler(programs).Compile();

    private Batch Compile()
    {
        while (true)
        {
            var compilation = Original(_programs.Values.Select(program => program.Tree));
            var driver = CSharpGeneratorDriver.Create(TestedGenerator.Create())
                .WithUpdatedParseOptions(CaseCompiler.ParseOptions)
                .RunGeneratorsAndUpdateCompilation(compilation, out var split, out var reported);
            if (RejectRefused(driver.GetRunResult().GeneratedTrees))
            {
                continue;
            }

            using var image = new MemoryStream();
            if (Crash(WithoutNullableAnalysis(split), image, out var emitted) is not null)
            {
                RejectCrashing();
                continue;
            }

            var errors = reported.Concat(emitted.Diagnostics).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || CaseCompiler.IsCrash(diagnostic)).ToList();
            if (errors.Count == 0)
            {
                return new Batch(image.ToArray(), [.. _programs.Values.Select(program => program.Program)], _rejected);
            }

            Reject(errors);
        }
    }

    private static Compilation WithoutNullableAnalysis(Compilation compilation) =>
        compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Select(tree => tree.WithRootAndOptions(tree.GetRoot(), s_withoutNullableAnalysis)));

    /// <summary>Emits; gives what the compiler threw, which it should not.</summary>
    private static Exception? Crash(Compilation compilation, Stream image, out EmitResult result)
    {
        try
        {
            result = compilation.Emit(image);
            return null;
        }
        catch (Exception exception)
        {
            result = null!;
            return exception;
        }
    }

    /// <summary>Finds the programs on which the compiler fails, one by one: as they are, or with what is generated for them.</summary>
    private void RejectCrashing()
    {
        var rejected = 0;
        foreach (var (program, tree) in _programs.Values.ToList())
        {
            var original = Original([tree]);
            var kind = VerdictKind.Crashing;
            if (Crash(original, Stream.Null, out _) is not { } crash)
            {
                CSharpGeneratorDriver.Create(TestedGenerator.Create()).WithUpdatedParseOptions(CaseCompiler.ParseOptions).RunGeneratorsAndUpdateCompilation(original, out var split, out _);
                kind = VerdictKind.Broken;
                if (Crash(split, Stream.Null, out _) is not { } ofGenerated)
                {
                    continue;
                }

                crash = ofGenerated;
            }

            rejected++;
            _programs.Remove(program.Name);
            _rejected.Add(new ProgramVerdict(program, kind, $"the compiler fails: {crash.GetType().Name}", crash.ToString()));
        }

        if (rejected == 0)
        {
            throw new InvalidOperationException("The compiler fails on programs together, and on none of them by itself.");
        }
    }

    private static CSharpCompilation Original(IEnumerable<SyntaxTree> trees) => s_empty.AddSyntaxTrees(trees);

    /// <summary>Those with a handler for which nothing is generated. Why, only the analyzer says.</summary>
    private bool RejectRefused(ImmutableArray<SyntaxTree> generated)
    {
        var handlers = generated.Select(tree => Path.GetFileName(tree.FilePath).Split('.')).Where(parts => parts.Length > 2).ToLookup(parts => WithoutBase(parts[0]), parts => $"{parts[0]}.{parts[1]}", StringComparer.Ordinal);
        var refused = _programs.Values.Where(program => handlers[program.Program.Name].Distinct(StringComparer.Ordinal).Count() < program.Program.Methods.Length).ToList();
        if (refused.Count == 0)
        {
            return false;
        }

        var compilation = Original(refused.Select(program => program.Tree));
        var refusals = CaseCompiler.Analyze(compilation).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || CaseCompiler.IsCrash(diagnostic)).ToLookup(diagnostic => diagnostic.Location.SourceTree);
        foreach (var (program, tree) in refused)
        {
            var invalid = Errors(compilation, tree);
            var reasons = refusals[tree].ToList();
            _programs.Remove(program.Name);
            _rejected.Add(
                invalid.Count > 0 ? Verdict(program, VerdictKind.Invalid, invalid)
                : reasons.Count > 0 && reasons.All(CaseCompiler.IsOfRule) ? Verdict(program, VerdictKind.Refused, reasons)
                : reasons.Count > 0 ? Verdict(program, VerdictKind.Broken, reasons)
                : new ProgramVerdict(program, VerdictKind.Broken, "nothing generated", "Nothing is generated for one of its handlers, and no rule says why."));
        }

        return true;
    }

    private void Reject(List<Diagnostic> errors)
    {
        var byProgram = errors.ToLookup(ProgramOf, StringComparer.Ordinal);
        if (byProgram.All(group => !_programs.ContainsKey(group.Key)))
        {
            throw new InvalidOperationException($"Errors that are no program's own:\n{CaseBuild.Describe(errors)}");
        }

        foreach (var group in byProgram.Where(group => _programs.ContainsKey(group.Key)))
        {
            // Some errors the compiler finds only when it emits.
            var (program, tree) = _programs[group.Key];
            var invalid = Original([tree]).Emit(Stream.Null).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
            _rejected.Add(invalid.Count > 0 ? Verdict(program, VerdictKind.Invalid, invalid) : Verdict(program, VerdictKind.Broken, [.. group]));
            _programs.Remove(group.Key);
        }
    }

    private static List<Diagnostic> Errors(Compilation compilation, SyntaxTree tree) =>
        [.. compilation.GetSemanticModel(tree).GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];

    /// <summary>A program's file and what is generated for it begin with its name.</summary>
    private static string ProgramOf(Diagnostic diagnostic) => WithoutBase(Path.GetFileName(diagnostic.Location.SourceTree?.FilePath ?? "").Split('.')[0]);

    private static string WithoutBase(string type) => type.EndsWith(ProgramTree.BaseSuffix, StringComparison.Ordinal) ? type[..^ProgramTree.BaseSuffix.Length] : type;

    private static ProgramVerdict Verdict(ProgramTree program, VerdictKind kind, IReadOnlyList<Diagnostic> diagnostics)
    {
        var first = diagnostics[0];

        // What it says of names and numbers is this program's own.
        var reason = kind == VerdictKind.Refused ? $"{first.Id} {Reasons.WithoutNames(first.GetMessage())}" : first.Id;
        return new ProgramVerdict(program, kind, reason, CaseBuild.Describe(diagnostics.Take(5)));
    }
}
