namespace AsyncSplit.AwsLambda;

/// <summary>SQS did not take some messages of a batch.</summary>
public sealed class SqsSendException : Exception
{
    internal SqsSendException(string queue, string code, string? reason)
        : base($"Queue {queue} has refused a message ({code}): {reason}")
    {
        Queue = queue;
        Code = code;
    }

    /// <summary>The queue's URL.</summary>
    public string Queue { get; }

    /// <summary>SQS's code of the first message that was refused.</summary>
    public string Code { get; }
}
