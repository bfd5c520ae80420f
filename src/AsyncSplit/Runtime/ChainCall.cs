using AsyncSplit.Serialization;

namespace AsyncSplit.Runtime;

/// <summary>A call by message: whom, and with which arguments. The generated records, one per callee, derive from it.</summary>
public abstract record ChainCall
{
    /// <summary>The wire name of the callee, for example <c>IPricing.QuoteAsync</c>.</summary>
    public abstract string Target { get; }

    /// <summary>Writes the arguments as one JSON object whose members are named like the parameters.</summary>
    public abstract void WriteArguments(StateWriter writer);
}
