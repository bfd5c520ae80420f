using Xunit;

namespace AsyncSplit.Tests.Shared;

/// <summary>A test that compiles to machine code: skipped where the linker for that is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NativeFactAttribute : FactAttribute
{
    public NativeFactAttribute() => Skip = NativeProgram.Missing;
}
