using Xunit;

namespace AsyncSplit.Tests.Shared;

/// <inheritdoc cref="NativeFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NativeTheoryAttribute : TheoryAttribute
{
    public NativeTheoryAttribute() => Skip = NativeProgram.Missing;
}
