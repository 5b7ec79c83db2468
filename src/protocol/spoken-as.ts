/**
 * Protocols that have the messages of another one under other names, by the interface of their global. A client that binds
 * such a global is served as if it had bound the other, by the same handlers. Data only; a test compares the tables.
 */
export const spokenAs: Readonly<Record<string, string>> = {
  gtk_primary_selection_device_manager: 'zwp_primary_selection_device_manager_v1',
};
