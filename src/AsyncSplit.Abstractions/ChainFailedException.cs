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
    }

    /// <summary>The full name of the type that was thrown, for example <c>Shop.PaymentDeclinedException</c>.</summary>
    public string RemoteType { get; }

    /// <summary>The stack trace where it was thrown, as text.</summary>
    public string? RemoteStackTrace { get; }
}
