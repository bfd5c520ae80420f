namespace AsyncSplit.Engine;

/// <summary>The services cannot create the handler, or the implementation of a contract, that a step runs on. Nothing has run: it is no outcome, but a fault of this process.</summary>
internal sealed class HandlerUnavailableException(string entryPoint, Exception inner)
    : InvalidOperationException($"The services cannot create what '{entryPoint}' runs on: {inner.Message}", inner);
