namespace AsyncSplit;

/// <summary>A chain or a call failed with an exception whose type the generated code here does not know.</summary>
public sealed class ChainFailedException : Exception
{
    /// <param name="message">The message of the remote exception.</param>
    /// <param name="remoteType">The full name of the remote exception's type.</param>
    /// <param name="remoteStackTrace">Its stack trace as text, if it had one.</param>
    /// <param name="innerException">Its inner exception, restored the same way.</param>
    public ChainFailedException(string message, string remoteType, string? remoteStackTrace = null, Exception? innerException = null)
        : base(message, innerException)
    {
        RemoteType = remoteType;
        RemoteStackTrace = remoteStackTrace;
        InnerExceptions = innerException is null ? [] : [innerException];
    }

    /// <param name="message">The message of the remote exception.</param>
    /// <param name="remoteType">The full name of the remote exception's type.</param>
    /// <param name="remoteStackTrace">Its stack trace as text, if it had one.</param>
    /// <param name="innerExceptions">Its inner exceptions, restored the same way.</param>
    public ChainFailedException(string message, string remoteType, string? remoteStackTrace, IReadOnlyList<Exception> innerExceptions)
        : base(message, innerExceptions.Count > 0 ? innerExceptions[0] : null)
    {
        RemoteType = remoteType;
        RemoteStackTrace = remoteStackTrace;
        InnerExceptions = innerExceptions;
    }

    /// <summary>The full name of the type that was thrown, for example <c>Shop.PaymentDeclinedException</c>.</summary>
    public string RemoteType { get; }

    /// <summary>The stack trace where it was thrown, as text.</summary>
    public string? RemoteStackTrace { get; }

    /// <summary>Its inner exceptions, of which <see cref="Exception.InnerException"/> is the first. More than one where the remote type is derived from <see cref="AggregateException"/>.</summary>
    public IReadOnlyList<Exception> InnerExceptions { get; }
}
