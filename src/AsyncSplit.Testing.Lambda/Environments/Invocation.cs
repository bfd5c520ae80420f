using System.Globalization;
using System.Security.Cryptography;

namespace AsyncSplit.Testing.Lambda.Environments;

/// <summary>An event on its way through a function.</summary>
internal sealed class Invocation(ReadOnlyMemory<byte> payload)
{
    // Continuations run elsewhere: they are completed under the locks of environments.
    private readonly TaskCompletionSource<LambdaAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string RequestId { get; } = Guid.NewGuid().ToString();

    public ReadOnlyMemory<byte> Payload => payload;

    public string TraceId { get; init; } = NewTraceId();

    public string? ClientContext { get; init; }

    /// <summary>What the caller gets: before <see cref="End"/>, or with it.</summary>
    public Task<LambdaAnswer> Answer => _answer.Task;

    /// <summary>Completed when nothing is billed for it any more.</summary>
    public Task End => _end.Task;

    public long Started { get; set; }

    /// <summary>When the function's time is up.</summary>
    public DateTimeOffset Deadline { get; set; }

    public long Ended { get; private set; }

    public bool TryAnswer(InvocationOutcome outcome, ReadOnlyMemory<byte> answer) => _answer.TrySetResult(new LambdaAnswer(RequestId, outcome, answer));

    public bool TryFail(InvocationOutcome outcome, string type, string message) => TryAnswer(outcome, LambdaError.ToJson(type, $"RequestId: {RequestId} Error: {message}"));

    public void SetEnded(long timestamp)
    {
        Ended = timestamp;
        _end.TrySetResult();
    }

    private static string NewTraceId()
    {
        var seconds = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString("x8", CultureInfo.InvariantCulture);
        return $"Root=1-{seconds}-{RandomNumberGenerator.GetHexString(24, lowercase: true)};Parent={RandomNumberGenerator.GetHexString(16, lowercase: true)};Sampled=0";
    }
}
