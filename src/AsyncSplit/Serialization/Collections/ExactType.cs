namespace AsyncSplit.Serialization;

/// <summary>Refuses to write an object of a derived type, of which the codec knows only a part.</summary>
internal static class ExactType
{
    /// <exception cref="InvalidOperationException">The value is of another type than <typeparamref name="T"/>.</exception>
    public static void Require<T>(T value)
        where T : class
    {
        if (value.GetType() != typeof(T) && typeof(T) is { IsAbstract: false, IsInterface: false })
        {
            throw new InvalidOperationException($"A {value.GetType()} cannot cross an await as {typeof(T)}: what it adds to that would be lost. Declare it with its own type.");
        }
    }
}
