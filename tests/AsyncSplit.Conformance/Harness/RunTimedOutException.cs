namespace AsyncSplit.Conformance.Harness;

/// <summary>A run that does not end.</summary>
internal sealed class RunTimedOutException(string message) : Exception(message);
