namespace AsyncSplit.AwsLambda;

/// <summary>How a Lambda function works. Configure it with <c>services.Configure&lt;LambdaOptions></c>.</summary>
public sealed class LambdaOptions
{
    /// <summary>How long before the function is killed its steps are cancelled, so that they can still be given back: at most a fifth of the time that the invocation has.</summary>
    public TimeSpan CancelBeforeDeadline { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long before the function is killed it answers, whatever its steps do: those that have not ended are reported as failed, and delivered again. At most a tenth of the time that the invocation has.</summary>
    public TimeSpan AnswerBeforeDeadline { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>The function's time-out, for the managed runtime, which does not tell a handler without Amazon's packages its deadline. <c>ASYNCSPLIT_TIMEOUT</c> in seconds, by default; null: nothing is given back in time.</summary>
    public TimeSpan? FunctionTimeout { get; set; }
}
