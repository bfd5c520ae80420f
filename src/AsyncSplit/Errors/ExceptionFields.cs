using System.Runtime.CompilerServices;

namespace AsyncSplit.Errors;

/// <summary>Fields of <see cref="Exception"/> that have no setter: a restored exception says exactly what the thrown one said.</summary>
internal static class ExceptionFields
{
    /// <summary>The message as the constructor got it; null where the type composes its own.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_message")]
    public static extern ref string? Message(Exception exception);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_innerException")]
    public static extern ref Exception? Inner(Exception exception);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_data")]
    public static extern ref System.Collections.IDictionary? Data(Exception exception);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_innerExceptions")]
    public static extern ref Exception[] InnerExceptions(AggregateException exception);
}
