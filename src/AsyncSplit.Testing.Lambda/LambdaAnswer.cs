using System.Text;

namespace AsyncSplit.Testing.Lambda;

/// <summary>What an invocation has ended with.</summary>
/// <param name="RequestId">The invocation's id.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Payload">What the function has answered; of an invocation that has not succeeded, a JSON object with <c>errorType</c> and <c>errorMessage</c>.</param>
public sealed record LambdaAnswer(string RequestId, InvocationOutcome Outcome, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Whether the function has answered, and not with an error.</summary>
    public bool IsSuccess => Outcome == InvocationOutcome.Succeeded;

    /// <summary>The payload as text.</summary>
    public string Text => Encoding.UTF8.GetString(Payload.Span);
}
