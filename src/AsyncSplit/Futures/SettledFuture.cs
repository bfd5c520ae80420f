namespace AsyncSplit.Futures;

/// <summary>How a started call or timer has ended, as the store knows it.</summary>
/// <param name="Order">The how-manieth to end, of those the step was resumed with.</param>
/// <param name="IsError">Whether <paramref name="Json"/> is an error.</param>
/// <param name="Json">The result or error.</param>
internal sealed record SettledFuture(int Order, bool IsError, ReadOnlyMemory<byte> Json);
