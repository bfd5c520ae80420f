namespace AsyncSplit.Tests.Fixtures;

/// <summary>Has no codec, and no base that has one.</summary>
internal sealed class UnknownException(string message) : Exception(message);
