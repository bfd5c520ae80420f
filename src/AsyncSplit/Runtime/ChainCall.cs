using AsyncSplit.Serialization;

namespace AsyncSplit.Runtime;

/// <summary>A call by message: whom, and with which arguments. The generated records, one per callee, derive from it.</summary>
public abstract record ChainCall
{
    /// <summary>The wire name of the callee, for example <c>IPricing.QuoteAsync</c>.</summary>
    public abstract string Target { get; }

    /// <summary>The object that is called, where its type decides what the target is; null where the target says all.</summary>
    internal object? Receiver { get; private set; }

    /// <summary>Whether the version of a handler that <see cref="Target"/> names is meant, whatever the receiver's type makes of it.</summary>
    internal bool IsOfBase { get; private set; }

    /// <summary>Writes the arguments as one JSON object whose members are named like the parameters.</summary>
    public abstract void WriteArguments(StateWriter writer);

    /// <summary>The arguments in the parameters' order, without cancellation tokens: for a callee that runs in the same step. Null where they cannot be had.</summary>
    public virtual object?[]? GetArguments() => null;

    internal ChainCall Of(object receiver, bool isOfBase)
    {
        Receiver = receiver ?? throw new NullReferenceException();
        IsOfBase = isOfBase;
        return this;
    }
}
