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
            var receiver = forks.ReceiverOf(call, method);
            var on = receiver.Method is null ? "" : $"{receiver.Open}{receiver.Expression?.ToString() ?? "this"}, ";
            var before = $"{(isValueTask ? $"new global::System.Threading.Tasks.ValueTask{typed}(" : "")}{futures}.Start{typed}({on}new {callName(method)}";
            yield return Head(call, before);
            yield return Tail(call, $"){(isValueTask ? ")" : "")}{(receiver.Method is null ? "" : ")")}");
        }

        foreach (var started in forks.StartedLifted)
        {
            var (call, lifted) = (started.Key, started.Value);
            yield return Head(call, Start(futures, lifted, liftedName));
            yield return Tail(call, $"{lifted.CapturedInitializer})");
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

    // An argument with an await is replaced by its value: the call is then written in two pieces.
    private static TextEdit Head(InvocationExpressionSyntax call, string text)
    {
        var span = TextSpan.FromBounds(call.SpanStart, call.ArgumentList.OpenParenToken.SpanStart);
        return new TextEdit(span, text, span);
    }

    private static TextEdit Tail(InvocationExpressionSyntax call, string text)
    {
        var close = call.ArgumentList.CloseParenToken.Span;
        return new TextEdit(new TextSpan(close.End, 0), text, close);
    }

    private static string NameOf(InvocationExpressionSyntax call) => ((call.Expression as MemberAccessExpressionSyntax)?.Name ?? call.Expression).ToString();

    private static string Start(string futures, Unit lifted, Func<Unit, string> liftedName) =>
        $"{futures}.Start{(lifted.Result is { } result ? $"<{Types.Display(result)}>" : "")}(new {liftedName(lifted)}";
}
