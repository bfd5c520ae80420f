namespace AsyncSplit.AspNetCore;

/// <summary>What a response says of a chain.</summary>
/// <param name="Id">The chain's id.</param>
/// <param name="Handler">The wire name of what it was started with.</param>
/// <param name="Status">How far it is: <c>Running</c>, <c>Completed</c>, <c>Failed</c>, <c>Parked</c> or <c>Cancelled</c>.</param>
/// <param name="StartedAt">When it was started.</param>
/// <param name="CompletedAt">When it ended; null as long as it has not.</param>
public sealed record ChainStatusBody(string Id, string Handler, string Status, DateTimeOffset? StartedAt, DateTimeOffset? CompletedAt);
