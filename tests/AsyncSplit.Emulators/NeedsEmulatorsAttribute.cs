namespace AsyncSplit.Emulators;

/// <summary>Tests that need an emulator. They are skipped, with the reason, where none is installed.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsEmulatorsAttribute : Attribute;
