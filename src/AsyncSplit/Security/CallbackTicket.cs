namespace AsyncSplit.Security;

/// <summary>What a callback's token says.</summary>
/// <param name="ChainId">The chain that waits.</param>
/// <param name="FutureId">Which of its futures.</param>
/// <param name="ValueType">What the type of its value is called; empty without one.</param>
/// <param name="ExpiresAt">After that it is worth nothing; <see cref="DateTimeOffset.MaxValue"/> for never.</param>
internal sealed record CallbackTicket(string ChainId, string FutureId, string ValueType, DateTimeOffset ExpiresAt);
