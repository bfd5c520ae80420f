namespace AsyncSplit.Testing.Lambda;

/// <summary>What is billed for a function.</summary>
/// <param name="Function">The function's name.</param>
/// <param name="Invocations">How many invocations it had.</param>
/// <param name="ColdStarts">How many of them had to wait for an environment to start.</param>
/// <param name="Failures">How many did not succeed.</param>
/// <param name="Init">For how long its environments were initialised, together.</param>
/// <param name="BilledMilliseconds">What is billed, each invocation rounded up.</param>
/// <param name="GbSeconds">The billed time multiplied by the memory.</param>
/// <param name="Receives">How many requests for messages were made of its queue, those that brought none included.</param>
/// <param name="Deletes">How many requests to delete messages were made of its queue.</param>
public sealed record FunctionBill(string Function, int Invocations, int ColdStarts, int Failures, TimeSpan Init, long BilledMilliseconds, double GbSeconds, int Receives, int Deletes);
