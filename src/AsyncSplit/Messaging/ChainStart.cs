namespace AsyncSplit.Messaging;

/// <summary>A chain that begins.</summary>
/// <param name="ChainId">Its id.</param>
/// <param name="Handler">The wire name of its handler or contract member.</param>
/// <param name="StartedAt">When it was started.</param>
public sealed record ChainStart(string ChainId, string Handler, DateTimeOffset StartedAt);
