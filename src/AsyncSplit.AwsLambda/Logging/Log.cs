using Microsoft.Extensions.Logging;

namespace AsyncSplit.AwsLambda.Logging;

/// <summary>What a function logs.</summary>
internal static partial class Log
{
    [LoggerMessage(101, LogLevel.Warning, "{Failed} of {Count} messages are given back to their queue")]
    public static partial void GivenBack(this ILogger logger, int failed, int count);

    [LoggerMessage(102, LogLevel.Warning, "Message {MessageId} could not be given back; it is delivered again when the queue's visibility timeout is over. The function needs sqs:ChangeMessageVisibility")]
    public static partial void ReturnFailed(this ILogger logger, Exception exception, string messageId);

    [LoggerMessage(103, LogLevel.Information, "Function {Function} stops")]
    public static partial void Stopping(this ILogger logger, string function);
}
