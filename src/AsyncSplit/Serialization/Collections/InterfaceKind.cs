namespace AsyncSplit.Serialization;

/// <summary>One class that may stand behind an interface.</summary>
internal abstract class InterfaceKind<TInterface>(string? name)
{
    /// <summary>Null for the usual one.</summary>
    public string? Name => name;

    public abstract bool Fits(TInterface value);

    public abstract void Write(StateWriter writer, TInterface value);

    public abstract TInterface Read(ref StateReader reader);
}

internal sealed class InterfaceKind<TInterface, T>(string? name, Codec<T> codec) : InterfaceKind<TInterface>(name)
    where T : class, TInterface
{
    public override bool Fits(TInterface value) => value is T && value.GetType() == typeof(T);

    public override void Write(StateWriter writer, TInterface value) => codec.Write(writer, (T)value!);

    // Where identity is tracked, this may be a reference to an object that another member holds as another class: then it fits the interface all the same.
    public override TInterface Read(ref StateReader reader) => codec.Read(ref reader);
}
