using System.Text;
using AsyncSplit.Generators.Splitting.Lifting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AsyncSplit.Generators.Splitting.Lowering;

/// <summary>
/// What is changed in the user's text wherever it is repeated: preprocessor directives and the text they switch off are left out, since a slice may hold
/// half of a group; arguments that the compiler would fill in from where a call stands are written out, since it stands in another method now.
/// </summary>
internal sealed class TextEdits
{
    private readonly List<TextEdit> _edits;

    /// <param name="handler">The handler.</param>
    /// <param name="model">Its semantics.</param>
    /// <param name="lifting">Its lifted functions, whose names there is nothing for.</param>
    /// <param name="hasBoundary">Whether an await of it is a boundary.</param>
    /// <param name="more">Changes that others have found necessary.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public TextEdits(Unit handler, SemanticModel model, LiftPlan lifting, Func<SyntaxNode, bool> hasBoundary, IEnumerable<TextEdit> more, CancellationToken cancellationToken)
    {
        _edits = [.. more];
        if (handler.Syntax.ContainsDirectives)
        {
            foreach (var trivia in handler.Syntax.DescendantTrivia().Where(trivia => trivia.IsDirective || trivia.IsKind(SyntaxKind.DisabledTextTrivia)))
            {
                _edits.Add(new TextEdit(trivia.FullSpan, ""));
            }
        }

        foreach (var call in handler.InBody)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (call is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" }, ArgumentList.Arguments: [{ Expression: IdentifierNameSyntax name }] }
                && model.GetSymbolInfo(name, cancellationToken) is var named && (named.Symbol ?? named.CandidateSymbols.FirstOrDefault()) is { } meant && lifting.Of(meant) is not null)
            {
                _edits.Add(new TextEdit(call.Span, SymbolDisplay.FormatLiteral(name.Identifier.ValueText, quote: true)));
                continue;
            }

            var list = call switch
            {
                InvocationExpressionSyntax invocation => invocation.ArgumentList,
                BaseObjectCreationExpressionSyntax { ArgumentList: { } arguments } => arguments,
                _ => null,
            };
            if (list is null || model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol callee || !callee.Parameters.Any(parameter => parameter.IsOptional))
            {
                continue;
            }

            var added = string.Concat(callee.Parameters.Where(parameter => !IsGiven(parameter, callee, list)).Select(parameter => Argument(parameter, callee, list, handler.Symbol, hasBoundary(call))).OfType<string>().Select(argument => $", {argument}"));
            if (added.Length > 0)
            {
                _edits.Add(new TextEdit(new TextSpan(list.CloseParenToken.SpanStart, 0), list.Arguments.Count == 0 ? added.Substring(2) : added));
            }
        }

        // Of two that begin at one place, that of the expression around comes first, and what is inserted comes before what is replaced.
        _edits = [.. _edits.OrderBy(edit => edit.Span.Start).ThenBy(edit => edit.Span.Length > 0).ThenByDescending(edit => edit.Span.IsEmpty && edit.Scope?.Start == edit.Span.Start ? edit.Scope.Value.Length : -(edit.Scope?.Length ?? 0))];
    }

    /// <summary>Whether the slice is changed so that it asks for the step's futures.</summary>
    public bool UsesFutures(TextSpan span) => In(span).Any(edit => edit.Scope is { } scope && span.Contains(scope));

    /// <summary>The text of <paramref name="span"/> as it is to be written.</summary>
    public string Apply(SourceText source, TextSpan span)
    {
        var position = span.Start;
        var text = new StringBuilder();
        foreach (var edit in In(span))
        {
            // What is inserted at the slice's end belongs to the slice only where its whole expression does.
            if (edit.Span.Start < position || edit.Span.End > span.End || (edit.Scope is { } scope ? !span.Contains(scope) : edit.Span.Start >= span.End))
            {
                continue;
            }

            text.Append(source.ToString(TextSpan.FromBounds(position, edit.Span.Start))).Append(edit.Text);
            position = edit.Span.End;
        }

        return text.Append(source.ToString(TextSpan.FromBounds(position, span.End))).ToString();
    }

    /// <summary>The edits that begin in the slice, or at its end.</summary>
    private IEnumerable<TextEdit> In(TextSpan span)
    {
        var (low, high) = (0, _edits.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _edits[middle].Span.Start < span.Start ? (middle + 1, high) : (low, middle);
        }

        for (; low < _edits.Count && _edits[low].Span.Start <= span.End; low++)
        {
            yield return _edits[low];
        }
    }

    private static bool IsGiven(IParameterSymbol parameter, IMethodSymbol callee, ArgumentListSyntax list)
    {
        var index = callee.Parameters.IndexOf(parameter);
        var positional = list.Arguments.TakeWhile(argument => argument.NameColon is null).Count();
        return index < positional || list.Arguments.Any(argument => argument.NameColon?.Name.Identifier.ValueText == parameter.Name);
    }

    private static string? Argument(IParameterSymbol parameter, IMethodSymbol callee, ArgumentListSyntax list, IMethodSymbol handler, bool isRewritten)
    {
        foreach (var attribute in parameter.GetAttributes())
        {
            switch (attribute.AttributeClass?.ToDisplayString())
            {
                case "System.Runtime.CompilerServices.CallerMemberNameAttribute":
                    return $"{parameter.Name}: {SymbolDisplay.FormatLiteral(handler.Name, quote: true)}";
                case "System.Runtime.CompilerServices.CallerArgumentExpressionAttribute" when isRewritten && attribute.ConstructorArguments is [{ Value: string of }]:
                    var index = callee.Parameters.ToList().FindIndex(other => other.Name == of);
                    var given = list.Arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == of)
                        ?? (index >= 0 && index < list.Arguments.Count && list.Arguments[index].NameColon is null ? list.Arguments[index] : null);
                    return given is null ? null : $"{parameter.Name}: {SymbolDisplay.FormatLiteral(given.Expression.ToString(), quote: true)}";
            }
        }

        return null;
    }
}
