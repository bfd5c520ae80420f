using AsyncSplit.Generators.Splitting.Lifting;
using AsyncSplit.Generators.Splitting.Lowering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AsyncSplit.Generators.Splitting.Forks;

/// <summary>How the user's text is changed where calls are started, timers set and tasks combined: it asks the step's futures, a parameter of the entry point.</summary>
internal static class ForkEdits
{
    /// <param name="forks">What is started.</param>
    /// <param name="futures">The parameter's name.</param>
    /// <param name="callName">The record of a call, as the entry points name it.</param>
    /// <param name="liftedName">The record of a lifted function's arguments.</param>
    public static IEnumerable<TextEdit> Of(ForkAnalysis forks, string futures, Func<IMethodSymbol, string> callName, Func<Unit, string> liftedName)
    {
        foreach (var started in forks.Started)
        {
            var (call, method) = (started.Key, started.Value);
            Types.TryGetTaskResult(method.ReturnType, out var result);
            var typed = result is null ? "" : $"<{Types.Display(result)}>";
            var isValueTask = method.ReturnType.Name == "ValueTask";
            var open = call.ArgumentList.OpenParenToken;
            var close = call.ArgumentList.CloseParenToken;
            var (receiver, end) = Receiver(call, method);
            var before = $"{(isValueTask ? $"new global::System.Threading.Tasks.ValueTask{typed}(" : "")}{futures}.Start{typed}({receiver}new {callName(method)}";
            yield return new TextEdit(TextSpan.FromBounds(call.SpanStart, open.SpanStart), before, call.Span);
            yield return new TextEdit(TextSpan.FromBounds(close.Span.End, close.Span.End), (isValueTask ? "))" : ")") + end, call.Span);
        }

        foreach (var started in forks.StartedLifted)
        {
            var (call, lifted) = (started.Key, started.Value);
            var end = call.ArgumentList.CloseParenToken.Span.End;
            yield return new TextEdit(TextSpan.FromBounds(call.SpanStart, call.ArgumentList.OpenParenToken.SpanStart), Start(futures, lifted, liftedName), call.Span);
            yield return new TextEdit(TextSpan.FromBounds(end, end), $"{lifted.CapturedInitializer})", call.Span);
        }

        foreach (var outside in forks.Outside)
        {
            var (call, method) = (outside.Key, outside.Value);
            var name = method.TypeArguments is [var value] ? $"{SymbolDisplay.FormatLiteral(ValueTypes.NameOf(value), quote: true)}, " : "";
            var called = TextSpan.FromBounds(call.SpanStart, call.ArgumentList.OpenParenToken.Span.End);
            yield return new TextEdit(called, $"{futures}.{NameOf(call)}({name}", called);
        }

        foreach (var lambda in forks.Lambdas)
        {
            var parameters = lambda.Syntax is SimpleLambdaExpressionSyntax simple ? simple.Parameter.ToString()
                : lambda.Syntax is ParenthesizedLambdaExpressionSyntax several ? several.ParameterList.ToString()
                : $"({string.Join(", ", lambda.Symbol.Parameters.Select(parameter => Naming.Escape(parameter.Name)))})";
            var arguments = string.Join(", ", lambda.Symbol.Parameters.Select(parameter => Naming.Escape(parameter.Name)));
            yield return new TextEdit(lambda.Syntax.Span, $"{parameters} => {Start(futures, lambda, liftedName)}({arguments}){lambda.CapturedInitializer})", lambda.Syntax.Span);
        }

        foreach (var call in forks.Combined.Concat(forks.Each.Values))
        {
            yield return new TextEdit(call.Expression.Span, $"{futures}.{NameOf(call)}", call.Expression.Span);
        }

        foreach (var call in forks.Limited)
        {
            var access = (MemberAccessExpressionSyntax)call.Expression;
            yield return new TextEdit(TextSpan.FromBounds(call.SpanStart, call.SpanStart), $"{futures}.WaitAsync(", call.Span);
            yield return new TextEdit(TextSpan.FromBounds(access.Expression.Span.End, call.ArgumentList.OpenParenToken.Span.End), ", ", call.Span);
        }

        foreach (var access in forks.Results)
        {
            yield return new TextEdit(TextSpan.FromBounds(access.SpanStart, access.SpanStart), $"{futures}.ResultOf(", access.Span);
            yield return new TextEdit(TextSpan.FromBounds(access.Expression.Span.End, access.Span.End), ")", access.Span);
        }
    }

    private static string NameOf(InvocationExpressionSyntax call) => ((call.Expression as MemberAccessExpressionSyntax)?.Name ?? call.Expression).ToString();

    private static string Start(string futures, Unit lifted, Func<Unit, string> liftedName) =>
        $"{futures}.Start{(lifted.Result is { } result ? $"<{Types.Display(result)}>" : "")}(new {liftedName(lifted)}";

    /// <summary>On what the call is made, where its type decides what is called; and the parenthesis behind that.</summary>
    private static (string Before, string Behind) Receiver(InvocationExpressionSyntax call, IMethodSymbol method) => Chainables.DispatchOf(method) == Dispatch.ByName
        ? ("", "")
        : call.Expression switch
        {
            MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax } => ($"{KnownNames.Step}.OnBase(this, ", ")"),
            MemberAccessExpressionSyntax access => ($"{KnownNames.Step}.On({access.Expression}, ", ")"),
            _ => ($"{KnownNames.Step}.On(this, ", ")"),
        };
}
