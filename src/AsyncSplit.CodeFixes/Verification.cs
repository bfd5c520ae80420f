using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Splitting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.CodeFixes;

/// <summary>Asks the splitter's own analysis whether a change would help, before it is offered.</summary>
internal static class Verification
{
    /// <summary>Whether the handler, in the changed document, has fewer locals that cannot be captured, no more of any other problem, and compiles.</summary>
    public static async Task<bool> HelpsAsync(Document document, Document changed, MethodDeclarationSyntax handler, CancellationToken cancellationToken)
    {
        var (root, model) = await NodeAt.OpenAsync(document, cancellationToken).ConfigureAwait(false);
        var index = root.DescendantNodes().OfType<MethodDeclarationSyntax>().TakeWhile(method => method != handler).Count();
        var (newRoot, newModel) = await NodeAt.OpenAsync(changed, cancellationToken).ConfigureAwait(false);
        if (newRoot.DescendantNodes().OfType<MethodDeclarationSyntax>().ElementAtOrDefault(index) is not { } newHandler)
        {
            return false;
        }

        var before = Problems(handler, model, cancellationToken);
        var after = Problems(newHandler, newModel, cancellationToken);
        return Count(after, RuleIds.LocalNotSerializable) < Count(before, RuleIds.LocalNotSerializable)
            && after.Keys.All(rule => Count(after, rule) <= Count(before, rule));
    }

    private static int Count(Dictionary<string, int> problems, string rule) => problems.TryGetValue(rule, out var count) ? count : 0;

    /// <summary>How many problems there are of each rule, and of each of the compiler's errors.</summary>
    private static Dictionary<string, int> Problems(MethodDeclarationSyntax handler, SemanticModel model, CancellationToken cancellationToken)
    {
        var found = model.GetDiagnostics(handler.Span, cancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.Id);
        if (model.GetDeclaredSymbol(handler, cancellationToken) is { } method)
        {
            found = found.Concat(HandlerAnalysis.Advise(method, handler, model, cancellationToken).Select(problem => problem.RuleId));
        }

        return found.GroupBy(id => id, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
    }
}
