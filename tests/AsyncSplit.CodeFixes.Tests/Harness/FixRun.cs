using System.Collections.Immutable;
using AsyncSplit.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace AsyncSplit.CodeFixes.Tests.Harness;

/// <summary>
/// Applies a fix to a source, and the way every test of one goes: the result is what is expected, the diagnostic is gone, no other has come,
/// and what is generated from the result compiles.
/// </summary>
internal static class FixRun
{
    private const string Path = "Sample.cs";

    /// <summary>Fixes the first diagnostic of the rule.</summary>
    public static void Fixes<TFixer>(string rule, string source, string expected, bool isWhole = true)
        where TFixer : CodeFixProvider, new() => Check(rule, source, expected, isWhole, static (document, found) =>
        {
            var action = Assert.Single(Offered<TFixer>(document, found[0]));
            return Apply(document, action);
        });

    /// <summary>Fixes all diagnostics of the rule in the document at once.</summary>
    public static void FixesAll<TFixer>(string rule, string source, string expected)
        where TFixer : CodeFixProvider, new() => Check(rule, source, expected, isWhole: true, (document, found) =>
        {
            var fixer = new TFixer();
            Assert.True(found.Count > 1, "There is only one to fix.");
            var key = Assert.Single(Offered<TFixer>(document, found[0])).EquivalenceKey;
            var context = new FixAllContext(document, fixer, FixAllScope.Document, key, [rule], new Found(found), CancellationToken.None);
            return Apply(document, fixer.GetFixAllProvider()!.GetFixAsync(context).GetAwaiter().GetResult()!);
        });

    /// <summary>Fixes the first diagnostic of the rule, or all of the project's, in a type that stands in several files; all files are then as expected.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="files">The files.</param>
    /// <param name="expected">What they are like then.</param>
    /// <param name="fixesAll">Whether all are fixed at once.</param>
    /// <param name="isLegalBefore">Whether the files compile as they are, the rule apart.</param>
    public static void FixesFiles<TFixer>(string rule, (string Path, string Source)[] files, (string Path, string Source)[] expected, bool fixesAll = false, bool isLegalBefore = true)
        where TFixer : CodeFixProvider, new()
    {
        using var workspace = new AdhocWorkspace();
        var project = Open(workspace, files);
        var before = Compilation(project);
        Assert.Equal(isLegalBefore, !before.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id is "CS0260" or "CS0101"));
        var found = AnalyzerRun.Analyze(before).Where(diagnostic => diagnostic.Id == rule).ToList();
        var document = project.Solution.GetDocument(found[0].Location.SourceTree)!;
        var action = Assert.Single(Offered<TFixer>(document, found[0]));
        if (fixesAll)
        {
            var fixer = new TFixer();
            var context = new FixAllContext(document, fixer, FixAllScope.Project, action.EquivalenceKey, [rule], new Found(found), CancellationToken.None);
            action = fixer.GetFixAllProvider()!.GetFixAsync(context).GetAwaiter().GetResult()!;
        }

        var changed = Apply(action).GetProject(project.Id)!;
        Assert.Equal(expected, files.Select(file => (file.Path, changed.Documents.Single(item => item.Name == file.Path).GetTextAsync().GetAwaiter().GetResult().ToString().ReplaceLineEndings("\n"))));
        Assert.DoesNotContain(AnalyzerRun.Analyze(Compilation(changed)), diagnostic => diagnostic.Id == rule || diagnostic.Severity == DiagnosticSeverity.Error);
        GeneratorRun.Of(Compilation(changed));
    }

    /// <summary>There is such a diagnostic, and no fix is offered for it.</summary>
    public static void OffersNothing<TFixer>(string rule, string source)
        where TFixer : CodeFixProvider, new()
    {
        using var workspace = new AdhocWorkspace();
        var document = Open(workspace, source);
        var found = Diagnostics(document).Where(diagnostic => diagnostic.Id == rule).ToList();
        Assert.NotEmpty(found);
        Assert.All(found, diagnostic => Assert.Empty(Offered<TFixer>(document, diagnostic)));
    }

    private static void Check(string rule, string source, string expected, bool isWhole, Func<Document, IReadOnlyList<Diagnostic>, Document> fix)
    {
        using var workspace = new AdhocWorkspace();
        var document = Open(workspace, source);
        var before = Diagnostics(document);
        var changed = fix(document, [.. before.Where(diagnostic => diagnostic.Id == rule)]);
        Assert.Equal(expected, changed.GetTextAsync().GetAwaiter().GetResult().ToString().ReplaceLineEndings("\n"));

        var after = Diagnostics(changed);
        Assert.True(Count(after, rule) < Count(before, rule), $"{rule} is still there.");
        Assert.All(after, diagnostic => Assert.True(Count(after, diagnostic.Id) <= Count(before, diagnostic.Id), diagnostic.ToString()));
        var compilation = Compilation(changed);
        if (isWhole)
        {
            Assert.DoesNotContain(after, diagnostic => diagnostic.Id == rule);
            GeneratorRun.Of(compilation);
        }
        else
        {
            Assert.DoesNotContain(compilation.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        }
    }

    private static Document Open(AdhocWorkspace workspace, string source) => Open(workspace, [(Path, source)]).Documents.Single(document => document.Name == Path);

    private static Project Open(AdhocWorkspace workspace, IEnumerable<(string Path, string Source)> files)
    {
        var model = AnalyzerRun.Compile("");
        var project = workspace.AddProject(ProjectInfo.Create(ProjectId.CreateNewId(), VersionStamp.Default, "Shop", "Shop", LanguageNames.CSharp, compilationOptions: model.Options, parseOptions: model.SyntaxTrees[0].Options, metadataReferences: model.References));
        var solution = project.Solution;
        foreach (var tree in model.SyntaxTrees.Where(tree => tree.FilePath != Path))
        {
            solution = solution.AddDocument(DocumentId.CreateNewId(project.Id), tree.FilePath, tree.GetText());
        }

        foreach (var (path, source) in files)
        {
            solution = solution.AddDocument(DocumentId.CreateNewId(project.Id), path, SourceText.From(source, System.Text.Encoding.UTF8), filePath: path);
        }

        return solution.GetProject(project.Id)!;
    }

    private static CSharpCompilation Compilation(Document document) => Compilation(document.Project);

    private static CSharpCompilation Compilation(Project project) => (CSharpCompilation)project.GetCompilationAsync().GetAwaiter().GetResult()!;

    private static IReadOnlyList<Diagnostic> Diagnostics(Document document) => AnalyzerRun.Analyze(Compilation(document));

    private static int Count(IEnumerable<Diagnostic> diagnostics, string rule) => diagnostics.Count(diagnostic => diagnostic.Id == rule);

    private static List<CodeAction> Offered<TFixer>(Document document, Diagnostic diagnostic)
        where TFixer : CodeFixProvider, new()
    {
        var fixer = new TFixer();
        var offered = new List<CodeAction>();
        if (fixer.FixableDiagnosticIds.Contains(diagnostic.Id))
        {
            fixer.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => offered.Add(action), CancellationToken.None)).GetAwaiter().GetResult();
        }

        return offered;
    }

    private static Document Apply(Document document, CodeAction action) => Apply(action).GetDocument(document.Id)!;

    private static Solution Apply(CodeAction action) =>
        Assert.Single(action.GetOperationsAsync(CancellationToken.None).GetAwaiter().GetResult().OfType<ApplyChangesOperation>()).ChangedSolution;

    /// <summary>What a Fix All is asked to fix.</summary>
    private sealed class Found(IReadOnlyList<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(diagnostics.Where(diagnostic => diagnostic.Location.SourceTree?.FilePath == document.FilePath));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);
    }
}
