namespace AsyncSplit.Serialization;

/// <summary>One of the types that a <see cref="PolymorphicCodec{T}"/> knows.</summary>
public abstract class PolymorphicCase<T>
{
    private protected PolymorphicCase(Type type, object? discriminator)
    {
        Type = type;
        Discriminator = discriminator;
    }

    internal Type Type { get; }

    internal object? Discriminator { get; }

    internal abstract void WriteMembers(StateWriter writer, T value);

    internal abstract T ReadMembers(ref StateReader reader, int number);
}

internal sealed class PolymorphicCase<T, TDerived>(object? discriminator, ObjectCodec<TDerived> codec) : PolymorphicCase<T>(typeof(TDerived), discriminator)
    where TDerived : T
{
    internal override void WriteMembers(StateWriter writer, T value) => codec.WriteMembers(writer, (TDerived)value!);

    internal override T ReadMembers(ref StateReader reader, int number) => codec.ReadMembers(ref reader, number);
}
