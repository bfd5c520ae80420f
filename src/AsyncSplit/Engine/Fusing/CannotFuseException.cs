namespace AsyncSplit.Engine.Fusing;

/// <summary>What was done in place cannot be gone on with by message: the step is run again, boundary by boundary.</summary>
internal sealed class CannotFuseException(string why, Exception? inner = null) : Exception($"The step cannot go on in place: {why}.", inner);
