using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Serialization;

/// <summary>Types of the framework. Their fields are not known here, so those without a codec are taken for what cannot be read back, however harmless they look.</summary>
internal static class FrameworkTypes
{
    // Those of the base class library; packages beyond it are taken as anyone's assemblies.
    private static readonly HashSet<string> s_keys = new(StringComparer.Ordinal)
    {
        "B77A5C561934E089", "B03F5F7F11D50A3A", "CC7B13FFCD2DDD51", "7CEC85D7BEA7798E", "31BF3856AD364E35",
    };

    // All of whose data is in public fields or settable properties.
    private static readonly HashSet<string> s_plain = new(StringComparer.Ordinal)
    {
        "System.Numerics.Vector2", "System.Numerics.Vector3", "System.Numerics.Vector4", "System.Numerics.Quaternion", "System.Numerics.Plane",
        "System.Numerics.Matrix3x2", "System.Numerics.Matrix4x4",
    };

    // What AsyncSplit.Serialization.FrameworkExceptions creates again.
    private static readonly HashSet<string> s_exceptions = new(StringComparer.Ordinal)
    {
        "System.Exception", "System.SystemException", "System.ApplicationException", "System.InvalidOperationException", "System.NotSupportedException", "System.PlatformNotSupportedException",
        "System.NotImplementedException", "System.TimeoutException", "System.FormatException", "System.UriFormatException", "System.ArithmeticException", "System.OverflowException",
        "System.DivideByZeroException", "System.IndexOutOfRangeException", "System.Collections.Generic.KeyNotFoundException", "System.NullReferenceException", "System.InvalidCastException",
        "System.RankException", "System.ArrayTypeMismatchException", "System.OutOfMemoryException", "System.UnauthorizedAccessException", "System.OperationCanceledException",
        "System.Threading.Tasks.TaskCanceledException", "System.AggregateException", "System.Diagnostics.UnreachableException", "System.Runtime.CompilerServices.SwitchExpressionException",
        "System.IO.IOException", "System.IO.DirectoryNotFoundException", "System.IO.EndOfStreamException", "System.IO.PathTooLongException", "System.IO.InvalidDataException",
        "System.Security.SecurityException", "System.Security.Cryptography.CryptographicException", "System.Threading.Channels.ChannelClosedException",
        "System.ArgumentException", "System.ArgumentNullException", "System.ArgumentOutOfRangeException", "System.ObjectDisposedException", "System.IO.FileNotFoundException",
        "System.Net.Http.HttpRequestException", "System.Text.Json.JsonException", "AsyncSplit.ChainFailedException",
    };

    /// <summary>The names of the exceptions that the runtime creates again.</summary>
    public static IReadOnlyCollection<string> Exceptions => s_exceptions;

    /// <summary>Whether the type is of the framework, and so nobody's data.</summary>
    public static bool IsOfFramework(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Length == 0 && type.ContainingAssembly is { } assembly
        && (assembly.Name is "mscorlib" or "netstandard" or "System.Private.CoreLib" || s_keys.Contains(Hex(assembly.Identity.PublicKeyToken)));

    /// <summary>Whether the runtime creates exceptions of the type again.</summary>
    public static bool IsKnownException(INamedTypeSymbol type) => s_exceptions.Contains(TypeNames.ToMetadata(type));

    /// <summary>The failure for a type of the framework whose data nothing tells; null for all others.</summary>
    public static Resolved? WhyNot(INamedTypeSymbol type) =>
        type.TypeKind is TypeKind.Class or TypeKind.Struct && IsOfFramework(type) && !s_plain.Contains(TypeNames.ToMetadata(type))
            ? Resolved.Fail($"{TypeNames.ToMessage(type)} is a type of the framework that nothing says how to read back: keep what is needed of it")
            : null;

    private static string Hex(ImmutableArray<byte> token) => token.IsDefaultOrEmpty ? "" : string.Concat(token.Select(part => part.ToString("X2", System.Globalization.CultureInfo.InvariantCulture)));
}
