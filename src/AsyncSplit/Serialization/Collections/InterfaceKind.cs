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

// Not every class that may stand behind one interface implements all of them, so the compiler cannot vouch for the casts: Fits does when writing.
internal sealed class InterfaceKind<TInterface, TClass>(string? name, Codec<TClass> codec) : InterfaceKind<TInterface>(name)
    where TInterface : class
    where TClass : class
{
    public override bool Fits(TInterface value) => value.GetType() == typeof(TClass);

    public override void Write(StateWriter writer, TInterface value) => codec.Write(writer, (TClass)(object)value);

    public override TInterface Read(ref StateReader reader) => codec.Read(ref reader) as TInterface ?? throw reader.Invalid(typeof(TInterface).Name);
}
