namespace AsyncSplit.Simulation.Queues;

/// <summary>A queue or table does not answer, whether it has done what it was asked for or not.</summary>
internal sealed class OperationFailedException() : Exception("The service does not answer.");
