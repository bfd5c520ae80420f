namespace AsyncSplit.AwsLambda.Functions;

/// <summary>How much time an invocation has. Shortly before it is killed its steps are cancelled; a little later it answers, with or without them.</summary>
internal sealed class InvocationTime : IDisposable
{
    // Where the function's own time-out is short, its steps need the better part of it.
    private const double MaxShareOfCancellation = 0.2;
    private const double MaxShareOfAnswer = 0.1;

    private readonly CancellationTokenSource _steps;
    private readonly CancellationTokenSource _answer;

    /// <param name="deadline">When the function is killed; null where nobody knows.</param>
    /// <param name="options">How long before that.</param>
    /// <param name="clock">The time.</param>
    public InvocationTime(DateTimeOffset? deadline, LambdaOptions options, TimeProvider clock)
    {
        if (deadline is not { } end)
        {
            _steps = new CancellationTokenSource();
            _answer = new CancellationTokenSource();
            return;
        }

        var left = end - clock.GetUtcNow();
        left = left > TimeSpan.Zero ? left : TimeSpan.Zero;
        _steps = new CancellationTokenSource(left - Shorter(options.CancelBeforeDeadline, left * MaxShareOfCancellation), clock);
        _answer = new CancellationTokenSource(left - Shorter(options.AnswerBeforeDeadline, left * MaxShareOfAnswer), clock);
    }

    /// <summary>Cancelled when steps have to end: the token that handlers get.</summary>
    public CancellationToken Steps => _steps.Token;

    /// <summary>Cancelled when the invocation has to answer, whatever its steps do.</summary>
    public CancellationToken Answer => _answer.Token;

    public void Dispose()
    {
        // Steps that have outlived the invocation are given back: they may as well end. They still have the token, so its source is not disposed of.
        _steps.Cancel();
        _answer.Dispose();
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
