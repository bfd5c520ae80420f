using AsyncSplit.Conformance.Harness;
using AsyncSplit.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncSplit.Mutation;

/// <summary>Whether conformance cases notice that the generator is another one.</summary>
internal static class Jury
{
    private static readonly Lazy<CSharpCompilation> Corpus = new(() => CaseCompiler.Source([.. CorpusFiles.Names]));

    private static readonly Lazy<Dictionary<string, string>> Unmutated = new(() => Generated(new ChainableGenerator()));

    /// <summary>The cases for which the generator comes to another code than the real one: no other case can notice it.</summary>
    public static IReadOnlyList<string> Concerned(IIncrementalGenerator generator)
    {
        var generated = Generated(generator);
        var changed = generated.Except(Unmutated.Value).Concat(Unmutated.Value.Except(generated)).Select(file => file.Key).ToHashSet(StringComparer.Ordinal);
        var cases = CorpusFiles.Names.Where(name => UnsupportedCases.Find(name) is null).ToList();
        var named = cases.Where(name => changed.Any(file => file.Contains(name, StringComparison.Ordinal))).ToList();

        // Where only what the cases share has changed, that is part of each.
        return changed.Count > 0 && named.Count == 0 ? cases : named;
    }

    /// <summary>What the case shows to be wrong: the first difference, error or warning. Null if it notices nothing.</summary>
    public static async Task<string?> JudgeAsync(string name, IIncrementalGenerator generator)
    {
        var build = CaseCompiler.Emit(CaseCompiler.Split(name, CaseCompiler.Source(name), generator), []);
        if (build.Errors.Count > 0)
        {
            return $"does not compile: {CaseBuild.Describe(build.Errors.Take(1))}";
        }

        IReadOnlyList<string> differences;
        try
        {
            differences = await CaseRunner.CompareAsync(build);
        }
        catch (Exception exception)
        {
            // A mutant's registrations may keep the host from starting.
            return $"throws: {exception.Message}";
        }

        return differences.Count > 0 ? $"differs: {differences[0]}"
            : build.GeneratedWarnings.Count > 0 ? $"warns: {CaseBuild.Describe(build.GeneratedWarnings.Take(1))}"
            : null;
    }

    /// <summary>What is generated for the whole corpus as one project, by the name of the file.</summary>
    private static Dictionary<string, string> Generated(IIncrementalGenerator generator) =>
        CaseCompiler.Split("Corpus", Corpus.Value, generator).Generated.ToDictionary(tree => Path.GetFileName(tree.FilePath), tree => tree.ToString(), StringComparer.Ordinal);
}
